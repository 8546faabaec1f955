/**
 * Identity of a managed system: type-model*serial, e.g. "9009-42A*7812345"; "name:<system name>" where that is unknown,
 * "uuid:<uuid>" where the source says no more than that.
 */
export type ServerId = string
/** Identity of a VIOS or client partition: "<server id>/<lpar id>". */
export type PartitionId = string
