import { Refusal } from './refusal.ts';

/** A form whose names are paths, `Tags.member.1.Key=team`, as the tree that they describe. */
export interface FormNode {
  value?: string;
  readonly children: Map<string, FormNode>;
}

/** More steps than any parameter of AWS has. */
const LONGEST_PATH = 32;

/** @throws Refusal for escapes that are not UTF-8 and for names that are longer paths than any that AWS has. */
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
  const steps = path.split('.', LONGEST_PATH + 1);
  if (steps.length > LONGEST_PATH) {
    throw new Refusal('malformed', 'The request body holds a parameter whose name has too many parts.');
  }
  let node = root;
  for (const step of steps) {
    let child = node.children.get(step);
    if (!child) {
      child = { children: new Map() };
      node.children.set(step, child);
    }
    node = child;
  }
  return node;
}

/** Most texts are what they say. */
const ESCAPED = /[%+]/;

function unescape(text: string): string {
  if (!ESCAPED.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new Refusal('malformed', 'The request body holds a percent escape that is not UTF-8.');
  }
}
