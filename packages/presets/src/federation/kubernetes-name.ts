import { malformed } from '../parameters/malformed.ts';

/** Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export function checkKubernetesName(name: unknown, path: string): void {
  if (typeof name !== 'string' || !/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(name))
    throw malformed(
      `a name of Kubernetes has small letters, digits, hyphens and dots, unlike \`${String(name)}\``,
      path,
    );
}
