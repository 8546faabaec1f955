/** The readiness matrix in its worker: kept by the edition of the inventory, brought up to date by what an edit touched. */
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import { editBetween } from '../../shared/mobility/matrix/change.ts'
import { matrixView, type MatrixView } from '../../shared/mobility/matrix/matrix-view.ts'
import { createMatrix, type ReadinessMatrix } from '../../shared/mobility/matrix/matrix.ts'
import type { WhatIf } from '../../shared/mobility/matrix/work-item.ts'

/** A matrix with the views made of it. */
export interface KeptMatrix {
  readonly matrix: ReadinessMatrix
  readonly view: (whatIf: WhatIf | null) => MatrixView
}

interface Entry extends KeptMatrix {
  readonly edition: string
}

/** A plain view, and the questions a person goes back and forth between. */
const keptViews = 4

function kept(edition: string, matrix: ReadinessMatrix): Entry {
  const views = new Map<string, MatrixView>()
  return {
    edition,
    matrix,
    view(whatIf) {
      const question = JSON.stringify(whatIf)
      const view = views.get(question) ?? matrixView(matrix, whatIf)
      views.delete(question)
      views.set(question, view)
      for (const oldest of views.keys()) {
        if (views.size <= keptViews) break
        views.delete(oldest)
      }
      return view
    },
  }
}

/** Keeps the latest edition only: whoever asks for an older one has been told that it changed. */
export class MatrixCache {
  #entry: Entry | null = null

  /** The matrix of an edition; null where it has to be made first. */
  get(edition: string): KeptMatrix | null {
    return this.#entry?.edition === edition ? this.#entry : null
  }

  /** The matrix of a fleet; the one of a former edition is adapted where an edit leads from it to this fleet. */
  put(edition: string, fleet: Fleet): KeptMatrix {
    const index = indexFleet(fleet)
    const former = this.#entry?.matrix ?? null
    const edit = former === null ? null : editBetween(former.index.fleet, index)
    this.#entry = null
    if (former === null || edit === null) this.#entry = kept(edition, createMatrix(index))
    else {
      former.rejudge(edit)
      this.#entry = kept(edition, former)
    }
    return this.#entry
  }
}
