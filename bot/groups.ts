// The port to Entra groups.

export interface Groups {
  /**
   * Object ids of everyone in the group, nested groups included; guests and people of other tenants left out.
   * @param group by its object id: names can be imitated. Throws when the members cannot be read to their end.
   */
  members(group: string): Promise<ReadonlySet<string>>;
}
