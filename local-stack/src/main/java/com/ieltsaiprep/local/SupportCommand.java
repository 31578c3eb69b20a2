package com.ieltsaiprep.local;

import com.ieltsaiprep.api.Support;
import com.ieltsaiprep.local.api.ApiConfig;
import com.ieltsaiprep.local.stack.StackException;
import com.ieltsaiprep.local.stack.StackFile;
import com.ieltsaiprep.local.stack.StackOptions;
import com.ieltsaiprep.local.wire.Json;
import com.ieltsaiprep.local.wire.Region;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code ./run support}: the operators' program, on the stack that runs. */
final class SupportCommand implements Command {
    private final Path root;
    private final PrintStream out;

    SupportCommand(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    @Override
    public String name() {
        return "support";
    }

    @Override
    public String summary() {
        return "what operators do: find somebody, give attempts, stop new tests";
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(Support.USAGE);
            return 0;
        }
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("AWS_REGION", Region.VIRGINIA.id());
        environment.put("USER", System.getProperty("user.name", "somebody"));
        return Support.run(environment::get, arguments, out);
    }

    private Map<String, String> environment() {
        StackFile.Addresses addresses =
                new StackFile(StackOptions.usual(root).stackFile())
                        .read()
                        .orElseThrow(() -> new StackException("no stack runs; start it by ./run"));
        try {
            byte[] config = Files.readAllBytes(Path.of(addresses.apiConfig()));
            return Json.read(config, ApiConfig.class).places().stream()
                    .filter(place -> place.region() == Region.VIRGINIA)
                    .map(ApiConfig.Place::environment)
                    .findFirst()
                    .orElseThrow(() -> new StackException("the stack has no API in Virginia"));
        } catch (IOException e) {
            throw new StackException("the stack's API is not to be found", e);
        }
    }
}
