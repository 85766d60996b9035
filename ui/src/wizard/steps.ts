// The four steps as they stand for one wizard: done, now or to come, each with a
// line of detail.
import type { StepsProps } from '@cloudscape-design/components/steps';
import { createElement } from 'react';

import type { CreatingView, JourneyView, StopView } from '../backend/contract';
import { isNoneFound } from '../devices/comparison';
import { span } from '../words/time';
import { wizard } from '../words/wizard';

type Mark = 'done' | 'now' | 'busy' | 'failed' | 'attention' | 'waiting';
interface Step {
  mark: Mark;
  detail?: string;
}

const statuses: Record<Mark, StepsProps.Status> = {
  done: 'success',
  now: 'info',
  busy: 'in-progress',
  failed: 'error',
  attention: 'warning',
  waiting: 'pending',
};

const { details, stepStates, stops } = wizard;
const toCome: Step = { mark: 'waiting' };

/** Before there is a link. */
export function firstSteps(): StepsProps.Step[] {
  return toSteps([{ mark: 'now' }, toCome, toCome, toCome]);
}

export function stepsOf(journey: JourneyView, now: number): StepsProps.Step[] {
  const customer: Step = { mark: 'done', detail: `${journey.customer} · ${journey.deviceCloud}` };
  const signedIn: Step = {
    mark: 'done',
    detail:
      journey.access.kind === 'companyCredential'
        ? details.companyCredential
        : journey.reconnecting
          ? details.signedInAgain
          : journey.fromExistingLink
            ? details.signedInBefore
            : details.signedIn,
  };
  return toSteps(fourSteps(journey, customer, signedIn, now));
}

function fourSteps({ stop, reconnecting, comparison }: JourneyView, customer: Step, signedIn: Step, now: number): [Step, Step, Step, Step] {
  switch (stop.kind) {
    case 'creating':
      return [{ mark: creatingMark(stop.phase), detail: details.creating[stop.phase] }, toCome, toCome, toCome];
    case 'refreshing':
      return [
        customer,
        stop.problem === null ? { mark: 'busy', detail: details.askingForPage } : { mark: 'attention', detail: details.noNewPage },
        toCome,
        toCome,
      ];
    case 'signIn':
      return [customer, signInStep(stop, reconnecting, now), toCome, toCome];
    case 'findingDevices':
      return [
        customer,
        signedIn,
        stop.end === null && stop.problem === null
          ? { mark: 'busy', detail: details.finding }
          : { mark: 'attention', detail: details.searchEnded },
        toCome,
      ];
    case 'choosingDevices':
      return [customer, signedIn, { mark: 'now', detail: stop.choosable === 0 ? details.found(stop.found) : details.choosing(stop.chosen, stop.found) }, toCome];
    case 'registering':
      return [
        customer,
        signedIn,
        {
          mark: stop.settled && stop.failed > 0 ? 'attention' : stop.paused ? 'now' : 'busy',
          detail: (stop.paused ? details.paused : details.registering)(stop.done, stop.total),
        },
        toCome,
      ];
    case 'done':
      return [
        customer,
        signedIn,
        {
          mark: stop.failed > 0 || (reconnecting && isNoneFound(comparison)) ? 'attention' : 'done',
          detail:
            reconnecting && comparison !== null
              ? details.known(comparison.found, comparison.known)
              : stop.registered + stop.failed === 0
                ? details.none
                : details.registering(stop.registered, stop.registered + stop.failed),
        },
        { mark: 'done' },
      ];
    case 'removing':
      return [customer, { mark: 'busy', detail: details.removing }, toCome, toCome];
    case 'removed':
      return [customer, { mark: 'attention', detail: details.removed }, toCome, toCome];
    default:
      return stop satisfies never;
  }
}

function creatingMark(phase: CreatingView): Mark {
  switch (phase) {
    case 'sending':
    case 'looking':
    case 'unreached':
      return 'busy';
    case 'unclear':
    case 'refused':
    case 'notFound':
      return 'attention';
    default:
      return phase satisfies never;
  }
}

function signInStep(stop: Extract<StopView, { kind: 'signIn' }>, reconnecting: boolean, now: number): Step {
  switch (stop.state) {
    case 'waiting':
      return { mark: 'busy', detail: stop.confirming ? details.confirming : (reconnecting ? details.waitingAgain : details.waiting)(span(now - stop.since)) };
    case 'failed':
      return { mark: 'failed', detail: details.didNotWork };
    case 'needsNewSignIn':
      return { mark: 'attention', detail: details.needsNew };
    case 'beingRemoved':
      return { mark: 'busy', detail: details.removing };
    case 'gone':
      return { mark: 'attention', detail: details.gone };
    case 'unknown':
      return { mark: 'attention', detail: details.unknown };
    default:
      return stop.state satisfies never;
  }
}

function toSteps([customer, signIn, devices, done]: [Step, Step, Step, Step]): StepsProps.Step[] {
  const named: [string, Step][] = [
    [stops.customer, customer],
    [stops.signIn, signIn],
    [stops.devices, devices],
    [stops.done, done],
  ];
  return named.map(([header, step]) => ({
    header: isHere(step.mark) ? createElement('b', null, header) : header,
    status: statuses[step.mark],
    statusIconAriaLabel: ariaLabel(step.mark),
    ...(step.detail === undefined ? {} : { details: step.detail }),
  }));
}

/** Where the person is now. */
function isHere(mark: Mark): boolean {
  return mark === 'now' || mark === 'busy';
}

function ariaLabel(mark: Mark): string {
  switch (mark) {
    case 'done':
      return stepStates.done;
    case 'now':
    case 'busy':
      return stepStates.now;
    case 'failed':
      return stepStates.failed;
    case 'attention':
      return stepStates.attention;
    case 'waiting':
      return stepStates.waiting;
    default:
      return mark satisfies never;
  }
}
