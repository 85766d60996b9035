// Chooses in the band what happens next in practice.
import type { SceneView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { band } from '../words/frame';
import { scene as words, scenes } from '../words/practice';

export function SceneSelect({ scene }: { scene: SceneView }) {
  const act = useAct();
  return (
    <label className="lw-band-scene">
      <span>{band.scene}</span>
      <select
        data-testid="scene-select"
        value={scene}
        onChange={(event) => {
          const chosen = scenes.find((each) => each === event.target.value);
          if (chosen !== undefined) void act.run('set_scene', { scene: chosen });
        }}
      >
        {scenes.map((each) => (
          <option key={each} value={each}>
            {words(each).name}
          </option>
        ))}
      </select>
    </label>
  );
}
