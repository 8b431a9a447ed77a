// Asks the server, and listens to it.

export async function get(path) {
  const response = await fetch(`api/v1/${path}`);
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? `${response.status} ${response.statusText}`);
  }
  return response.json();
}

export function networkPath(network, rest = '') {
  return `networks/${encodeURIComponent(network)}${rest}`;
}

// handlers: by event name. Returns a function that stops listening. The browser reconnects by itself.
export function listen(network, handlers, state) {
  const source = new EventSource(`api/v1/stream?network=${encodeURIComponent(network)}`);
  for (const [name, handler] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => handler(JSON.parse(event.data)));
  }
  let retry = 0;
  source.onopen = () => state('on', 'live');
  source.onerror = () => {
    state('off', 'connection lost, trying again');
    // A refused connection is final for EventSource; try again ourselves.
    if (source.readyState === EventSource.CLOSED) retry = setTimeout(() => { stop = listen(network, handlers, state); }, 3000);
  };
  let stop = () => { clearTimeout(retry); source.close(); };
  return () => stop();
}
