// What the window can ask of the desk, whoever answers: the real one through
// Tauri or the scripted twin.
import type { Commands, DeskView } from './contract';

export type CommandName = keyof Commands;
export type Form<C extends CommandName> = Commands[C]['form'];
export type Answer<C extends CommandName> = Commands[C]['answer'];

/** Commands that change something and answer nothing. */
export type Intent = { [C in CommandName]: Answer<C> extends null ? C : never }[CommandName];
/** Commands that change nothing and answer a page. */
export type Question = Exclude<CommandName, Intent>;

export interface Backend {
  /** Rejects with a `ProblemView`, or with anything when the call itself broke. */
  invoke<C extends CommandName>(command: C, form: Form<C>): Promise<Answer<C>>;
  /** Replaces the former subscription; the first view is the present one. */
  subscribe(onView: (view: DeskView) => void): Promise<void>;
  /** Says once that the first complete page has been painted. */
  windowReady(): Promise<void>;
  /** Closes the window without asking again; what was sent to AWS still ends. */
  closeWindow(): Promise<void>;
}
