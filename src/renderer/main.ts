/** @file Mounts the app. */
import { createApp } from 'vue'
// Before the components, whose own styles take precedence.
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/forms.css'
import './styles/page.css'
import App from './App.vue'

createApp(App).mount('#app')
