import { expect, test } from 'vitest';
import { ACTS, IN_THAT_MOMENT, interfere, interfereEverywhere } from './people.ts';

test.each(Object.keys(ACTS))(
  'a person who %s, at any point and also where the program dies there, ends with a key that works and loses nothing',
  async (name) => {
    const complaints = await interfereEverywhere(name);
    expect(complaints.filter((complaint) => !complaint.startsWith(IN_THAT_MOMENT))).toEqual([]);
  },
  60_000,
);

test('a person who creates a key in the very moment in which a program dies, and never uses it, loses it', async () => {
  const { complaints } = await interfere('creates a key', 4, true);
  expect(complaints).toEqual([
    `${IN_THAT_MOMENT}: after UpdateAccessKey: I3 a stranger's key was touched`,
    `${IN_THAT_MOMENT}: after DeleteAccessKey: I3 a stranger's key was touched`,
  ]);
});
