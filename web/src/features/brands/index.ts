export { BrandKitsPage } from './components/BrandKitsPage';
export { KitChoice } from './components/KitChoice';
