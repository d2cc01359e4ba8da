import { render } from 'preact';
import { createDesk } from './acts/create-desk';
import { App } from './views/app';

const place = document.getElementById('desk');
if (!place) throw new Error('The page has no element #desk to draw the desk in.');
const desk = createDesk();
render(<App desk={desk} />, place);
void desk.session.begin();
