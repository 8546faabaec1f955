import { createPinia } from 'pinia'
import { createApp } from 'vue'
import AppShell from './app/AppShell.vue'
import { createAppRouter } from './app/router.ts'
import './styles/index.css'
import { connectStores } from './stores/connect.ts'
import { usePreferences } from './stores/preferences.ts'
import { useWorkspace } from './stores/workspace.ts'
import { createTransport } from './transport/create-transport.ts'
import { setTransport } from './transport/current.ts'

// The transport takes the token out of the address before the router reads the address.
setTransport(createTransport())

const app = createApp(AppShell)
app.use(createPinia())
usePreferences()
connectStores()
void useWorkspace().start()
app.use(createAppRouter())
app.mount('#app')
