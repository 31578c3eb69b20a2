import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Client, credentials } from '@grpc/grpc-js';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Struct } from 'google-protobuf/google/protobuf/struct_pb';

// The generated code of the SDK has no types.
const { AnalyzerClient } = require('@pulumi/pulumi/proto/analyzer_grpc_pb');
const proto = require('@pulumi/pulumi/proto/analyzer_pb');

type Unary = (request: unknown, done: (error: Error | null, response: Message) => void) => void;
interface Message {
  toObject(): { policiesList: unknown[]; diagnosticsList: { policyname: string }[] };
}

/** The pack as the CLI starts it: from its sources, a process that answers over gRPC. */
describe('policy pack', () => {
  let pack: ChildProcess;
  let client: Client & Record<string, Unary>;

  function call(name: string, request: unknown): Promise<ReturnType<Message['toObject']>> {
    return new Promise((resolve, reject) => {
      client[name]?.call(client, request, (error, response) =>
        error ? reject(error) : resolve(response.toObject()),
      );
    });
  }

  before(async () => {
    const host = require.resolve('@pulumi/pulumi/cmd/run-policy-pack');
    pack = spawn(process.execPath, [host, '127.0.0.1:1', '.'], {
      cwd: join(__dirname, '../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    assert.ok(pack.stdout);
    const [port] = await once(pack.stdout, 'data');
    const address = `127.0.0.1:${String(port).trim()}`;
    client = new AnalyzerClient(address, credentials.createInsecure());
  });

  after(() => {
    client?.close();
    pack.kill();
  });

  it('offers its policies', async () => {
    const info = await call('getAnalyzerInfo', new Empty());

    assert.equal(info.policiesList.length, 10);
  });

  it('refuses a role that may do everything', async () => {
    const policy = '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
    const request = new proto.AnalyzeRequest();
    request.setType('aws:iam/rolePolicy:RolePolicy');
    request.setUrn('urn:pulumi:prod::ielts::aws:iam/rolePolicy:RolePolicy::auth-us');
    request.setName('auth-us');
    request.setProperties(Struct.fromJavaScript({ role: 'auth', policy }));
    request.setOptions(new proto.AnalyzerResourceOptions());

    const response = await call('analyze', request);

    const names = response.diagnosticsList.map((diagnostic) => diagnostic.policyname);
    assert.ok(names.includes('iam-wildcards'), names.join());
  });
});
