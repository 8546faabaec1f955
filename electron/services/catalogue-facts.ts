/** Facts about the catalogues this version carries, for the about box. */
import { defaultCatalogue } from '../../shared/mobility/catalogue/default-catalogue.ts'
import { rules } from '../../shared/mobility/rules/catalogue.ts'

const { compatModes, firmware, levels } = defaultCatalogue

/** ISO date of the newest catalogue file. */
export const catalogueDate: string = [compatModes.date, firmware.date, levels.date].sort().at(-1) ?? ''
export const ruleCount: number = rules.length
