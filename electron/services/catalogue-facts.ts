/** Facts about the catalogues this version carries, for the about box and exports. */
export const catalogueDate = '2026-11-23'
export const ruleCount = 0
