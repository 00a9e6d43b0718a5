import './styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '@/app/App';
import { adoptHashAddress } from '@/app/addresses';
import { makeRouter } from '@/app/router';
import { configureClient } from '@/lib/client';
import { keepFocus } from '@/lib/keptFocus';

adoptHashAddress();
configureClient();
keepFocus();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App router={makeRouter()} />
  </StrictMode>,
);
