/** @file Mounts the app. */
import { createApp } from 'vue'
import App from './App.vue'
import './styles/tokens.css'
import './styles/base.css'
import './styles/layout.css'
import './styles/incidents.css'
import './styles/list.css'
import './styles/tabs.css'
import './styles/detail.css'
import './styles/entities.css'
import './styles/raw-json.css'
import './styles/palette.css'

createApp(App).mount('#app')
