// The port to Entra groups.

export interface Groups {
  /**
   * The people in the group itself, by Entra object id, with their names, which may be empty. Guests are left out, and groups within the group.
   * @param group by its object id: names can be imitated. Throws when the members cannot be read to their end.
   */
  members(group: string): Promise<ReadonlyMap<string, string>>;
}
