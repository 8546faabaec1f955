/**
 * The catalogue shipped with the program. JSON modules with import attributes work in Node 24, esbuild, Vite and tsc, so
 * the data stays plain files that people can read, edit and diff, and shared/ needs no file access.
 */
import compatModes from '../../../resources/catalogue/compat-modes.json' with { type: 'json' }
import firmwareMatrix from '../../../resources/catalogue/firmware-matrix.json' with { type: 'json' }
import mobilityLevels from '../../../resources/catalogue/mobility-levels.json' with { type: 'json' }
import { readCatalogue, type MobilityCatalogue } from './mobility-catalogue.ts'

export const defaultCatalogue: MobilityCatalogue = readCatalogue({
  compatModes,
  firmwareMatrix,
  mobilityLevels,
})
