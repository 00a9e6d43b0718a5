import VideoGenerationWithReferences, { type GeneratedVideo } from '@reelwright/react';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

// Where Reelwright is and who asks, from the address: /#api=http://localhost:3001&token=rw_live_...
const said = new URLSearchParams(window.location.hash.slice(1));

function CampaignDesk() {
  const [videos, setVideos] = useState<GeneratedVideo[]>([]);
  return (
    <>
      <VideoGenerationWithReferences
        campaignId={said.get('campaign') ?? undefined}
        apiUrl={said.get('api') ?? 'http://localhost:3001'}
        getToken={() => said.get('token')}
        onVideoGenerated={(result) => setVideos((before) => [...before, result])}
      />
      <h2>Told to this page</h2>
      <ul data-told={videos.length}>
        {videos.map(({ id, videoUrl, model, duration }) => (
          <li key={id}>
            <a href={videoUrl}>{`${duration} s by ${model}`}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <CampaignDesk />
  </StrictMode>,
);
