import { pairView } from '../../../electron/workers/engine-readiness.ts'
import type { PairView, ReadinessView, RemedyBlock, WhatIf } from '../../../shared/contract/readiness.ts'
import type { ExportedFile } from '../../../shared/contract/views.ts'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import { createMatrix, type ReadinessMatrix } from '../../../shared/mobility/matrix/matrix.ts'
import { matrixView } from '../../../shared/mobility/matrix/matrix-view.ts'
import { remedyBlock } from '../../../shared/mobility/matrix/remedy-block.ts'
import { cellsOf } from '../../../shared/mobility/matrix/work-list.ts'
import { rules } from '../../../shared/mobility/rules/catalogue.ts'

/** The readiness commands on an invented fleet, judged by the real catalogue of rules. */
export class FakeReadiness {
  #fleet: Fleet | null = null
  #matrix: ReadinessMatrix | null = null

  matrix(fleet: Fleet): ReadinessMatrix {
    if (this.#matrix === null || this.#fleet !== fleet) {
      this.#fleet = fleet
      this.#matrix = createMatrix(indexFleet(fleet))
    }
    return this.#matrix
  }

  view(fleet: Fleet, revision: number, whatIf: WhatIf | null): ReadinessView {
    return {
      revision,
      ...matrixView(this.matrix(fleet), whatIf),
      rules: rules.length,
      catalogueDate: '2026-02',
    }
  }

  cells(fleet: Fleet, key: string, whatIf: WhatIf | null): number[] {
    return cellsOf(this.matrix(fleet), key, whatIf)
  }

  commands(fleet: Fleet, key: string, whatIf: WhatIf | null): RemedyBlock | null {
    return remedyBlock(this.matrix(fleet), key, whatIf)
  }

  pair(fleet: Fleet, partitionId: string, serverId: string, whatIf: WhatIf | null): PairView {
    return pairView(this.matrix(fleet), partitionId, serverId, whatIf)
  }

  export(format: 'csv' | 'xlsx'): ExportedFile {
    const csv = format === 'csv'
    return {
      fileName: `readiness.${format}`,
      mediaType: csv ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      encoding: csv ? 'utf8' : 'base64',
      text: csv ? '\uFEFFRule,Pairs\r\n' : 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==',
    }
  }
}
