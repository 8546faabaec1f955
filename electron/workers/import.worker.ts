import { importHandlers } from './import-tasks.ts'
import { importParts } from './parts/import-parts.ts'
import { serveTasks } from './serve-tasks.ts'

serveTasks(() => importHandlers(importParts))
