// The page's script: search, folding, zoom and theme. Everything else works without it. It runs as it is, inlined into the page.
(() => {
  const one = selector => document.querySelector(selector);
  const all = selector => [...document.querySelectorAll(selector)];
  const incidents = all('.incident');

  // Search: every word must be in the incident, wherever.
  const query = one('#query');
  const levels = all('input[name=level]');
  const texts = new Map(incidents.map(incident => [incident, incident.textContent.toLowerCase()]));

  function search() {
    const words = query.value.toLowerCase().split(/\s+/);
    const off = new Set(levels.filter(box => !box.checked).map(box => box.value));
    let found = 0;
    for (const incident of incidents) {
      const matches = !off.has(incident.dataset.level) && words.every(word => texts.get(incident).includes(word));
      incident.hidden = !matches;
      if (matches) found++;
      const lane = one(`[data-for="${incident.id}"]`);
      if (lane !== null) lane.hidden = !matches;
    }
    one('#found').textContent = found === incidents.length ? '' : `${found} of ${incidents.length} shown`;
  }

  function fold() {
    const button = one('#fold');
    const open = button.getAttribute('aria-pressed') === 'false';
    for (const incident of incidents) incident.querySelector('details').open = open;
    button.setAttribute('aria-pressed', String(open));
    button.textContent = open ? 'Close all' : 'Open all';
  }

  if (query !== null) {
    one('#tools').hidden = false;
    query.addEventListener('input', search);
    for (const box of levels) box.addEventListener('change', search);
    one('#fold').addEventListener('click', fold);
    document.addEventListener('keydown', event => {
      if (event.key === '/' && event.target.tagName !== 'INPUT') {
        event.preventDefault();
        query.focus();
      } else if (event.key === 'Escape' && event.target === query) {
        query.value = '';
        search();
      }
    });
  }

  // A link to an incident opens it.
  function openTarget() {
    const target = incidents.find(incident => `#${incident.id}` === location.hash);
    if (target === undefined) return;
    const details = target.querySelector('details');
    details.open = true;
    details.querySelector('summary').focus({ preventScroll: true });
  }
  addEventListener('hashchange', openTarget);
  for (const link of all('.lane a')) {
    link.addEventListener('click', () => {
      if (link.hash === location.hash) openTarget();
    });
  }
  openTarget();

  // Light or dark: what the system says, until somebody says otherwise.
  const theme = one('#theme');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  theme.hidden = false;
  theme.addEventListener('click', () => {
    const root = document.documentElement;
    const now = root.dataset.theme ?? (dark.matches ? 'dark' : 'light');
    root.dataset.theme = now === 'dark' ? 'light' : 'dark';
  });

  // The timeline: everything with a time moves when the range that is shown changes.
  const timeline = one('#timeline');
  if (timeline === null) return;
  const end = Number(timeline.dataset.end);
  const axis = one('#axis');
  const moments = all('#timeline [data-at]').map(element => ({ element, at: Number(element.dataset.at) }));
  const spans = all('#timeline [data-from]').map(element => ({ element, from: Number(element.dataset.from), to: Number(element.dataset.to) }));
  const NARROWEST = Math.min(end, 2);
  let from = 0;
  let to = end;

  const place = at => `${(((at - from) / (to - from)) * 100).toFixed(4)}%`;

  function say(ms, step) {
    if (step >= 1000) return ms >= 60_000 ? `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s` : `${Math.round(ms / 1000)} s`;
    if (ms >= 1000 || step >= 100) return `${(ms / 1000).toFixed(step >= 100 ? 1 : step >= 10 ? 2 : 3)} s`;
    return `${step >= 1 ? Math.round(ms) : ms.toFixed(1)} ms`;
  }

  function drawAxis() {
    const room = Math.max(2, Math.floor(axis.clientWidth / 90));
    const rough = (to - from) / room;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(times => times * power).find(size => size >= rough);
    axis.replaceChildren();
    for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
      const share = (at - from) / (to - from);
      if (share < 0.02 || share > 0.96) continue;
      const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
      text.setAttribute('x', `${share * 100}%`);
      text.setAttribute('y', '14');
      text.setAttribute('class', 'tick');
      text.textContent = `+${say(at, step)}`;
      axis.append(text);
    }
    one('#range').textContent = `+${say(from, step / 10)} to +${say(to, step / 10)}`;
  }

  function show(newFrom, newTo) {
    const width = Math.min(end, Math.max(NARROWEST, newTo - newFrom));
    from = Math.min(Math.max(0, newFrom), end - width);
    to = from + width;
    for (const { element, at } of moments) element.setAttribute('x', place(at));
    for (const span of spans) {
      span.element.setAttribute('x', place(span.from));
      span.element.setAttribute('width', `${(Math.max(0, span.to - span.from) / (to - from)) * 100}%`);
    }
    drawAxis();
  }

  function zoom(factor, around = (from + to) / 2) {
    show(around - (around - from) * factor, around + (to - around) * factor);
  }
  const move = share => show(from + (to - from) * share, to + (to - from) * share);
  const reset = () => show(0, end);
  /** Where on the tracks the pointer is, as a time. */
  function timeAt(event) {
    const { left, width } = axis.getBoundingClientRect();
    return from + (Math.min(Math.max(0, event.clientX - left), width) / width) * (to - from);
  }

  const keys = {
    '+': () => zoom(0.5),
    '=': () => zoom(0.5),
    '-': () => zoom(2),
    0: reset,
    ArrowLeft: () => move(-0.2),
    ArrowRight: () => move(0.2),
    Home: () => show(0, to - from),
    End: () => show(end - (to - from), end),
  };
  timeline.addEventListener('keydown', event => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  const buttons = { in: () => zoom(0.5), out: () => zoom(2), all: reset };
  for (const button of all('[data-zoom]')) button.addEventListener('click', buttons[button.dataset.zoom]);
  timeline.addEventListener(
    'wheel',
    event => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return;
      event.preventDefault();
      zoom((event.deltaY || event.deltaX) < 0 ? 0.8 : 1.25, timeAt(event));
    },
    { passive: false },
  );
  timeline.addEventListener('dblclick', event => zoom(0.5, timeAt(event)));
  let dragged = null;
  timeline.addEventListener('pointerdown', event => {
    if (event.button === 0 && event.target.closest('a, button') === null) dragged = event.clientX;
  });
  addEventListener('pointermove', event => {
    if (dragged === null) return;
    move((dragged - event.clientX) / axis.clientWidth);
    dragged = event.clientX;
  });
  addEventListener('pointerup', () => {
    dragged = null;
  });
  addEventListener('resize', drawAxis);
  reset();
})();
