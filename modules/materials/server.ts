/** The door of this room on the server. */
import "./server/unit-touch.ts";

export { materialCommands } from "./server/commands.ts";
export { approveThrough, buildMaterial, type MaterialToBuild } from "./server/factory.ts";
export { findMaterials, nameVersions } from "./server/find-materials.ts";
export {
  findPublicMaterial,
  listPublicLanguages,
  listPublicMaterials,
  type PublicMaterial,
  type PublicMaterialPage,
  readPublicAudio,
  readPublicFile,
  searchPublicMaterials,
} from "./portal/public-materials.ts";
export { type MaterialServices } from "./server/routes.ts";
export { listTopics } from "./server/topics.ts";
export { conflictsOfVersion } from "./server/fact-conflicts.ts";
export { readFacts } from "./server/read-facts.ts";
export { materialRoom } from "./server/room.ts";
