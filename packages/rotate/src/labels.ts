/** The label of the version that consumers read. */
export const CURRENT = 'AWSCURRENT';
/** The label of the version that is about to become current. */
export const PENDING = 'AWSPENDING';
/** The label of the version that was current before; Secrets Manager moves it. */
export const PREVIOUS = 'AWSPREVIOUS';
/** The label of the version that says who is creating a key. */
export const INTENT = 'LEASTWISE_INTENT';
/** Beside {@link INTENT}: the key it announced was certainly not created, or is certainly deleted. */
export const WITHDRAWN = 'LEASTWISE_WITHDRAWN';

/** What happened to the key of a version, written on it as a label with the second in which it did. */
export type Stamp = 'RETIRED' | 'DISABLED';

/** `RETIRED_1767225600` for a time in milliseconds, rounded up because a stamp may only lengthen a wait. */
export function stampLabel(stamp: Stamp, at: number): string {
  return `${stamp}_${Math.ceil(at / 1_000)}`;
}

/** When a version was stamped, in milliseconds; the latest where it was stamped twice, because that waits longer. */
export function stampedAt(stamp: Stamp, labels: readonly string[]): number | undefined {
  const times = labels
    .filter((label) => new RegExp(`^${stamp}_\\d{1,12}$`).test(label))
    .map((label) => Number(label.slice(stamp.length + 1)) * 1_000);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** `CREATING_1767225600` on the version that announces a value which is created on the other side. */
export function creatingLabel(at: number): string {
  return `CREATING_${Math.floor(at / 1_000)}`;
}

/** Whether a label is of an announcement. */
export function isCreating(label: string): boolean {
  return /^CREATING_\d{1,12}$/.test(label);
}

/** Whether a label is a stamp of either kind. */
export function isStamp(label: string): boolean {
  return /^(RETIRED|DISABLED)_\d{1,12}$/.test(label);
}

/** The versions after a label was put on one of them, or on none: it is on one at a time. */
export function withLabel<Version extends { readonly id: string; readonly labels: readonly string[] }>(
  versions: readonly Version[],
  label: string,
  to: string | undefined,
): readonly Version[] {
  return versions.map((version) => {
    const labels = version.labels.filter((each) => each !== label);
    return { ...version, labels: version.id === to ? [...labels, label] : labels };
  });
}
