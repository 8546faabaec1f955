/** What the data worker takes from other rooms. */
import { assumptionCatalogue } from '../../../shared/forecast/assumption-catalogue.ts'
import { fleetHash } from '../../../shared/forecast/fleet-hash.ts'
import { workloadClassOf } from '../../../shared/forecast/workload-class.ts'
import type { DataParts } from '../data-handlers.ts'

export const dataParts: DataParts = {
  // The function the planner puts into its documents: another one would make every plan look stale.
  inputHash: fleetHash,
  assumptionCatalogue,
  workloadClassOf,
}
