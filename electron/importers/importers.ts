import { answersImporter } from './answers/answers-importer.ts'
import { hmcCliImporter } from './hmc-cli/hmc-cli-importer.ts'
import { hmcRestImporter } from './hmc-rest/hmc-rest-importer.ts'
import type { Importer } from './importer.ts'
import { moverLogImporter } from './mover-log/mover-log-importer.ts'

/** All importers; of two that are equally sure of a file the earlier one reads it. A new importer is one more line. */
export const importers: readonly Importer[] = [
  hmcRestImporter,
  hmcCliImporter,
  moverLogImporter,
  answersImporter,
]
