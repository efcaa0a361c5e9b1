/** The first entity of a collection that fits; unlike an array's `find`, it copies nothing. */
export function findEntity<Entity>(
  entities: ReadonlyMap<string, Entity>,
  fits: (entity: Entity) => boolean,
): Entity | undefined {
  for (const entity of entities.values()) if (fits(entity)) return entity;
  return undefined;
}
