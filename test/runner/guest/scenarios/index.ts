import { containers, ordinaryContainers } from './containers.ts';
import { clean, failed, type Scenario, until } from './scenario.ts';
import { ordinaryUnits, units } from './units.ts';

/** Machines of people's own, where jobs may have neighbours. */
const selfHosted = { RUNNER_ENVIRONMENT: 'self-hosted' };
const crash = "sh -c 'kill -SEGV $$' || true";
const ownCrash = 'error fault: sh; of the job; swallowed; 1 times';

export const scenarios: readonly Scenario[] = [
  {
    name: 'ordinary',
    jobs: [
      {
        steps: {
          build: 'for i in $(seq 20); do grep -q nothing /etc/passwd || true; done; sudo id -u; timeout 1 tail -f /dev/null || true',
          ...ordinaryUnits,
          ...ordinaryContainers,
        },
        expected: clean,
      },
    ],
  },
  ...units,
  ...containers,
  {
    name: 'two-runners',
    jobs: [
      {
        environment: selfHosted,
        steps: { meet: `touch /tmp/first; ${until('[ -e /tmp/second ]')}`, crash, leave: 'touch /tmp/crashed' },
        expected: failed(ownCrash),
      },
      {
        environment: selfHosted,
        steps: { meet: `touch /tmp/second; ${until('[ -e /tmp/first ]')}`, wait: until('[ -e /tmp/crashed ]') },
        expected: clean,
      },
    ],
  },
  {
    name: 'cancelled',
    jobs: [
      {
        // The signals reach the step's shell alone, which waits for its child; what is left when the job is over, the runner kills.
        steps: { crash, serve: 'touch /tmp/serving; tail -f /dev/null; echo never' },
        cancelledAt: '/tmp/serving',
        expected: { ...failed(ownCrash), job: 'cancelled' },
      },
    ],
  },
  {
    name: 'password',
    jobs: [{ user: 'docked', environment: selfHosted, steps: { crash }, expected: failed(ownCrash) }],
  },
  {
    name: 'no-rights',
    jobs: [
      {
        user: 'alone',
        environment: selfHosted,
        steps: { crash },
        expected: { job: 'success', verdict: 'not watched', annotations: ['warning'], said: [] },
      },
    ],
  },
];
