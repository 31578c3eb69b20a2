package com.ieltsaiprep.local.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Options of a stack.
 *
 * @param root the built repository
 * @param folder of logs, certificates and the stack file
 * @param usesDefaultPorts whether to prefer the documented ports over any free ones
 * @param sonicArguments further arguments of the Sonic stand-in
 * @param gateways how many; more than one are placed behind a balancer
 * @param gatewaySettings further environment variables of the gateways
 */
public record StackOptions(
        Path root,
        Path folder,
        boolean usesDefaultPorts,
        List<String> sonicArguments,
        int gateways,
        Map<String, String> gatewaySettings) {
    /** Copies the collections. */
    public StackOptions {
        sonicArguments = List.copyOf(sonicArguments);
        gatewaySettings = Map.copyOf(gatewaySettings);
    }

    /** Returns the options of {@code ./run}. */
    public static StackOptions defaults(Path root) {
        return new StackOptions(root, root.resolve("target/run"), true, List.of(), 1, Map.of());
    }

    /** Returns options of a stack beside others: with its own folder, on any free ports. */
    public StackOptions isolatedIn(Path ownFolder) {
        return new StackOptions(
                root, ownFolder.toAbsolutePath(), false, sonicArguments, gateways, gatewaySettings);
    }

    /** Returns these options with further arguments of the Sonic stand-in. */
    public StackOptions withSonicArguments(String... arguments) {
        List<String> all = new ArrayList<>(sonicArguments);
        all.addAll(List.of(arguments));
        return new StackOptions(root, folder, usesDefaultPorts, all, gateways, gatewaySettings);
    }

    /**
     * Returns these options with a number of gateways and further environment variables for them.
     */
    public StackOptions withGateways(int number, Map<String, String> settings) {
        return new StackOptions(root, folder, usesDefaultPorts, sonicArguments, number, settings);
    }

    /** Returns the path of the file with the running stack's addresses. */
    public Path stackFile() {
        return folder.resolve("stack.json");
    }

    Path apiConfig() {
        return folder.resolve("api.json");
    }

    Path certificates() {
        return folder.resolve("certificates");
    }

    Path gatewayJar() {
        return root.resolve("sonic-gateway/target/sonic-gateway.jar");
    }

    Path gatewayJvmOptions() {
        return root.resolve("sonic-gateway/jvm.options");
    }

    Path localStackJar() {
        return root.resolve("local-stack/target/local-stack.jar");
    }

    /** Returns the folder with the unpacked zip of a function. */
    Path function(String name) {
        return root.resolve("lambda-api/target/functions").resolve(name);
    }

    Path page() {
        return root.resolve("client-web/dist");
    }
}
