// The scripted twin of the real backend, for component tests and pictures: it
// shows the views it is given, answers from a script, and keeps what was asked.
import type { Answer, Backend, CommandName, Form } from './backend';
import type { DeskView, ProblemView } from './contract';

export type Script = { [C in CommandName]?: (form: Form<C>) => Answer<C> | Promise<Answer<C>> };

/** What a script throws to have a command refused. */
export class Refusal extends Error {
  constructor(readonly problem: ProblemView) {
    super(problem.title);
  }
}

export interface Asked {
  command: CommandName;
  form: unknown;
}

export class ScriptedBackend implements Backend {
  readonly asked: Asked[] = [];
  ready = 0;
  closed = 0;
  private onView: ((view: DeskView) => void) | null = null;

  constructor(
    public view: DeskView,
    public script: Script = {},
  ) {}

  async invoke<C extends CommandName>(command: C, form: Form<C>): Promise<Answer<C>> {
    this.asked.push({ command, form });
    const answer = this.script[command] as ((form: Form<C>) => Answer<C> | Promise<Answer<C>>) | undefined;
    if (answer === undefined) return null as Answer<C>;
    try {
      return await answer(form);
    } catch (error) {
      throw error instanceof Refusal ? error.problem : error;
    }
  }

  async subscribe(onView: (view: DeskView) => void): Promise<void> {
    this.onView = onView;
    onView(this.view);
  }

  async windowReady(): Promise<void> {
    this.ready += 1;
  }

  async closeWindow(): Promise<void> {
    this.closed += 1;
  }

  /** The desk's next view. */
  show(part: Partial<DeskView>) {
    this.view = { ...this.view, ...part };
    this.onView?.(this.view);
  }

  formsOf<C extends CommandName>(command: C): Form<C>[] {
    return this.asked.filter((each) => each.command === command).map((each) => each.form as Form<C>);
  }
}
