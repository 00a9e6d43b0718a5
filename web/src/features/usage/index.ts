export { UsagePage } from './components/UsagePage';
