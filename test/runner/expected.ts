/** What each job of the guest must come to: all of it, so that nothing else may be said either. */

export interface Expected {
  readonly job: string;
  readonly verdict: string;
  /** Levels of the post step's annotations. */
  readonly annotations: readonly string[];
  readonly incidents: readonly string[];
}

const clean: Expected = { job: 'success', verdict: 'clean', annotations: [], incidents: [] };
const failed = (...incidents: readonly string[]): Expected => ({
  job: 'failure',
  verdict: 'failed',
  annotations: incidents.map(() => 'error'),
  incidents,
});
const tolerated = (...incidents: readonly string[]): Expected => ({
  job: 'success',
  verdict: 'tolerated',
  annotations: incidents.map(() => 'warning'),
  incidents,
});

export const expected: Readonly<Record<string, Expected>> = {
  clean,
  'unit-fault': failed('error fault: shop-service; in shop@segv.service; replaced by systemd; 1 times'),
  'unit-exit': failed('error exit-replaced: shop-service; in shop@exit.service; replaced by systemd; 1 times'),
  'unit-memory': failed('error oom: shop-service; in shop-limited.service; replaced by systemd; 1 times'),
  'unit-oomd': failed('error killed-replaced: shop-service; in shop-pressed.service; by systemd-oomd; replaced by systemd; 1 times'),
  'unit-restart': clean,
  'unit-restart-stubborn': tolerated(
    'warning killed-by-runtime-replaced: shop-service; in shop@stubborn.service; by systemd; replaced by systemd; 1 times',
  ),
  'unit-kill': tolerated('warning killed-by-runtime-replaced: shop-service; in shop@well.service; by systemd; replaced by systemd; 1 times'),
  oneshot: clean,
  'step-memory': failed('error oom: tail; of the job; swallowed; 1 times'),
  'docker-fault': failed('error fault: shop-service; in container web; replaced by docker; 1 times'),
  'docker-memory': failed('error oom: shop-service; in container api; replaced by docker; 1 times'),
  'docker-restart': clean,
  'container-job': failed(
    'error fault: sh; of the job; swallowed; 1 times',
    'error fault: shop-service; in container worker; replaced by docker; 1 times',
  ),
  'two-runners-1': failed('error fault: sh; of the job; swallowed; 1 times'),
  'two-runners-2': clean,
};
