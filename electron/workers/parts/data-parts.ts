/** What the data worker takes from other rooms. */
import { assumptionCatalogue } from '../../../shared/forecast/assumption-catalogue.ts'
import { workloadClassOf } from '../../../shared/forecast/workload-class.ts'
import { hashFleet } from '../../../shared/inventory/fleet-hash.ts'
import { defaultCatalogue } from '../../../shared/mobility/catalogue/default-catalogue.ts'
import { applyEdits } from '../../../shared/mobility/catalogue/edits.ts'
import type { DataParts } from '../data-handlers.ts'

export const dataParts: DataParts = {
  // The function the planner puts into its documents: another one would make every plan look stale.
  inputHash: hashFleet,
  limitsOf: (fleet) => {
    const { levels } = applyEdits(defaultCatalogue, fleet.catalogueEdits)
    if (levels === defaultCatalogue.levels) return null
    const { movesPerMover, movesOnOneGigabit, activeMovesPerServer, inactiveMovesPerServer } = levels.data
    return { movesPerMover, movesOnOneGigabit, activeMovesPerServer, inactiveMovesPerServer }
  },
  assumptionCatalogue,
  workloadClassOf,
}
