import { expect, test } from "vitest";
import { readSettings } from "./settings.ts";

test("nothing set gives a demo on port 3000 with its data in the project", () => {
  expect(readSettings({}, "/srv/cau noi")).toMatchObject({ PORT: 3000, DEMO: true, DATA_DIR: "/srv/cau noi/data" });
});

test("an empty setting counts as not set, an absolute DATA_DIR stays", () => {
  expect(readSettings({ PORT: "", DATA_DIR: "/var/cn", DEMO: "0" }, "/srv")).toMatchObject({
    PORT: 3000,
    DATA_DIR: "/var/cn",
    DEMO: false,
  });
});

test.each([
  [{ PORT: "eighty" }, /PORT="eighty"/],
  [{ PORT: "70000" }, /PORT="70000"/],
  [{ DEMO: "yes" }, /DEMO="yes" \(0 \| 1\)/],
  [{ DATABASE_URL: "mysql://me:secret@host/db" }, /DATABASE_URL=…/],
  [{ PUBLIC_URL: "caunoi.vn" }, /PUBLIC_URL="caunoi.vn"/],
  [{ OIDC_ISSUER: "https://id.example" }, /go together/],
])("a wrong setting is named: %j", (environment, message) => {
  expect(() => readSettings(environment, "/srv")).toThrow(message);
});

test("every wrong setting is named at once, and a secret never", () => {
  const wrong = () => readSettings({ PORT: "x", LOG_LEVEL: "loud", DATABASE_URL: "http://me:hunter22@h/" }, "/srv");
  expect(wrong).toThrow(/PORT.*DATABASE_URL.*LOG_LEVEL/);
  expect(wrong).not.toThrow(/hunter22/);
});
