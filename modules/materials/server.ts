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
  readPublicFile,
  searchPublicMaterials,
} from "./portal/public-materials.ts";
export { phoneMaterials } from "./server/phone-materials.ts";
export { buildMaterialRoutes, type MaterialServices } from "./server/routes.ts";
export { listTopics } from "./server/topics.ts";
export { materialPolicy } from "./policy.ts";
