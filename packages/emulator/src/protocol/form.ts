import { Refusal } from './refusal.ts';

/** A form whose names are paths, `Tags.member.1.Key=team`, as the tree that they describe. */
export interface FormNode {
  value?: string;
  readonly children: Map<string, FormNode>;
}

/** @throws Refusal for escapes that are not UTF-8. */
export function parseForm(body: string): FormNode {
  const root: FormNode = { children: new Map() };
  for (const pair of body.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = unescape(equals < 0 ? pair : pair.slice(0, equals));
    nodeAt(root, name).value = equals < 0 ? '' : unescape(pair.slice(equals + 1));
  }
  return root;
}

function nodeAt(root: FormNode, path: string): FormNode {
  let node = root;
  for (const step of path.split('.')) {
    let child = node.children.get(step);
    if (!child) {
      child = { children: new Map() };
      node.children.set(step, child);
    }
    node = child;
  }
  return node;
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new Refusal('malformed', 'The request body holds a percent escape that is not UTF-8.');
  }
}
