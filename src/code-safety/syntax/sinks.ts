import type { Severity } from '../../audit/severity.ts';

/** What calling something known by its path does. The first row that matches counts. */
export type CallRule = {
  readonly id: string;
  readonly severity: Severity;
  readonly meaning: string;
  readonly path: RegExp;
  /** So telling that it counts in a plugin's dependencies, too. */
  readonly strong?: boolean;
};

/** Calls that are dangerous by themselves, whatever name they go by in the file. */
export const CALL_RULES: readonly CallRule[] = [
  {
    id: 'dangerous-exec',
    severity: 'critical',
    meaning: 'starts a program',
    path: /^#child_process\.(?:exec|execSync|spawn|spawnSync|execFile|execFileSync|fork|_forkChild|\*)$/,
  },
  {
    id: 'dangerous-exec',
    severity: 'critical',
    meaning: 'starts a program',
    path: /^(?:Bun\.(?:spawn|spawnSync|\$)|Deno\.(?:run|Command)|#bun\.\$|#(?:execa|cross-spawn|shelljs|zx|node-pty)(?:\.(?:execa|execaSync|execaCommand|command|commandSync|\$|sync|exec|spawn|node))?)$/,
  },
  {
    id: 'dangerous-exec',
    severity: 'critical',
    meaning: "reaches Node's own process starter",
    path: /^#binding\.(?:spawn_sync|process_wrap)\./,
    strong: true,
  },
  {
    id: 'dynamic-code-execution',
    severity: 'critical',
    meaning: 'runs text as code',
    path: /^(?:eval|Function|#vm\.(?:runInThisContext|runInNewContext|runInContext|Script|compileFunction|SourceTextModule))$/,
  },
  {
    id: 'dynamic-code-execution',
    severity: 'critical',
    meaning: 'compiles text as a module',
    path: /(?:^|\.)_compile$/,
  },
  {
    id: 'native-code',
    severity: 'warn',
    meaning: 'loads compiled code',
    path: /^(?:process\.dlopen|#(?:ffi-napi|koffi)(?:\.\w+)?|Bun\.dlopen|Deno\.dlopen)$/,
  },
  {
    id: 'native-code',
    severity: 'warn',
    meaning: 'runs WebAssembly',
    path: /^WebAssembly\.(?:instantiate|compile|Module|instantiateStreaming|compileStreaming)$/,
  },
];

/** Calls that can send something away; what they give counts as well (`request().write()`). */
export const NETWORK_PATH =
  /^(?:fetch|WebSocket|EventSource|XMLHttpRequest|navigator\.sendBeacon|Bun\.connect|Deno\.connect|#(?:axios|undici|node-fetch|got|ky|superagent|needle|request|ws|cross-fetch|http|https|http2|net|tls|dgram|dns|dns\.promises|nodemailer|socket\.io-client)(?:\.(?!Server\b|createServer\b|Agent\b|STATUS_CODES\b)\w+)?)(?:\(\)(?:\.\w+)?)*$/;

/** Calls that read a file. */
export const FILE_READ_PATH =
  /^(?:#fs(?:\.promises)?\.(?:readFile|readFileSync|createReadStream)|#fs-extra\.(?:readFile|readFileSync|readJson|readJsonSync)|Bun\.file|Deno\.(?:readFile|readTextFile|readFileSync|readTextFileSync))$/;

/** Calls that write a file. */
export const FILE_WRITE_PATH =
  /^(?:#fs(?:\.promises)?\.(?:appendFile|appendFileSync|writeFile|writeFileSync|createWriteStream|cp|cpSync|copyFile|copyFileSync)|#fs-extra\.(?:appendFile|appendFileSync|copy|copySync|outputFile|outputFileSync|writeFile|writeFileSync)|Bun\.write|Deno\.(?:writeFile|writeTextFile|writeFileSync|writeTextFileSync))$/;

/** Calls that delete a folder and all that is in it. */
export const REMOVE_PATH =
  /^(?:#fs(?:\.promises)?\.(?:rm|rmSync|rmdir|rmdirSync)|#fs-extra\.(?:remove|removeSync|emptyDir|emptyDirSync)|#rimraf(?:\.\w+)?|Deno\.(?:remove|removeSync))$/;

/** Someone's home, as a path or as text. */
export const WHOLE_HOME = /^(?:#os\.homedir\(\)|process\.env\.(?:HOME|USERPROFILE))$/;
export const WHOLE_DISK = /^(?:\/|\/home\/?|\/root\/?|~\/?|[A-Za-z]:[\\/]?)$/;

/** Files that decide what runs, or who gets in, at the next login or start. */
export const START_FILE =
  /\.ssh\/authorized_keys|(?:^|\/)\.(?:bashrc|bash_profile|bash_login|profile|zshrc|zshenv|zprofile)$|\.config\/autostart\/|\/LaunchAgents\/|\/LaunchDaemons\/|\/systemd\/(?:user|system)\/|\/etc\/(?:cron\.|crontab|profile|rc\.local|sudoers)|\/cron\/crontabs\/|Start Menu[\\/]Programs[\\/]Startup/;

/** What a debugger's session does, and the commands of it that run text. */
export const DEBUGGER_PATH = /^#inspector(?:\/promises)?\.Session\(\)\.post$/;
export const DEBUGGER_RUNS =
  /^(?:Runtime\.(?:evaluate|callFunctionOn|compileScript|runScript)|Debugger\.evaluateOnCallFrame)$/;

/** The environment as a whole. */
export const ENVIRONMENT_PATH = /^process\.env(?:\.toObject\(\))?$/;

/** One variable of it. */
export const ONE_VARIABLE_PATH = /^process\.env\.\w/;

/** A variable whose name says it is a secret. */
export const SECRET_VARIABLE_PATH = /^process\.env\.\w*(?:KEY|TOKEN|SECRET|PASS|CREDENTIAL|AUTH)\w*$/i;

/** Files that hold credentials, of OpenClaw and of its host. */
export const CREDENTIAL_FILE =
  /\.ssh\/|\bid_(?:rsa|ed25519|ecdsa|dsa)\b|\.aws\/|\.gnupg|\.netrc|\.npmrc|\.pypirc|\.docker\/config|\.kube\/|\.config\/gcloud|\.git-credentials|\.openclaw\/(?:openclaw\.json|credentials|\.env|identity|agents)|auth-profiles\.json|\/etc\/(?:shadow|passwd)\b|login\.keychain|Login Data|Cookies(?:\.sqlite)?$|wallet\.dat|\/keystore\//i;
