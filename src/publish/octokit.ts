/**
 * Sends by @actions/github: it knows proxies (https_proxy, no_proxy) and GitHub Enterprise. It is a megabyte, so it is loaded
 * when there is something to ask, from a file of its own.
 */
import type { Send } from './api.ts';
import type { RawAnswer } from './retry.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

export async function connect(token: string, apiUrl: string): Promise<Send> {
  const { getOctokit } = await import('@actions/github');
  const octokit = getOctokit(token, { baseUrl: apiUrl, userAgent: 'crash-gate', log: silent });
  const fetch = following((octokit.request.endpoint.DEFAULTS.request as { fetch?: Fetch }).fetch ?? globalThis.fetch);
  return async (route, parameters, signal) => {
    try {
      const { status, headers, data } = await octokit.request(route, { ...parameters, headers: version, request: { signal, fetch } });
      const message = headers.location === undefined ? '' : `it redirects to ${headers.location}, in circles or to another host`;
      return { status, headers: headers as RawAnswer['headers'], data, message };
    } catch (error) {
      return refused(error);
    }
  };
}

const version = { 'x-github-api-version': '2022-11-28' };

type Fetch = (url: string, options: RequestInit) => Promise<Response>;

/** GitHub sends on from a repository's former name, once. */
const REDIRECTS = 3;

/** Goes where GitHub itself sends on to, with the same method: the token is for nobody else. */
function following(fetch: Fetch): Fetch {
  return async (first, options) => {
    let url = first;
    for (let left = REDIRECTS; ; left--) {
      const response = await fetch(url, { ...options, redirect: 'manual' });
      const next = nextOf(response, url);
      if (next === null || left === 0) return response;
      await response.body?.cancel();
      url = next;
    }
  };
}

function nextOf({ status, headers }: Response, from: string): string | null {
  const location = [301, 302, 307, 308].includes(status) ? headers.get('location') : null;
  if (location === null || !URL.canParse(location, from)) return null;
  const { href, origin } = new URL(location, from);
  return origin === new URL(from).origin ? href : null;
}

/** Octokit throws for every status from 400 on, and gives 500 to a connection that died: only a response is an answer. */
function refused(error: unknown): RawAnswer {
  const { response, message } = error as { response?: { status: number; headers: RawAnswer['headers']; data: unknown }; message?: string };
  if (response === undefined) return { status: null, headers: {}, data: null, message: message ?? String(error) };
  const { data } = response;
  const words = typeof data === 'object' && data !== null && 'message' in data ? data.message : null;
  return { status: response.status, headers: response.headers, data, message: words === null ? `status ${response.status}` : String(words) };
}
