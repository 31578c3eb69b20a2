package com.ieltsaiprep.infra.testkit.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Options of an engine.
 *
 * @param project name of the Pulumi project
 * @param stack name of the stack
 * @param folder folder of the project, to which paths of assets are relative
 * @param preview whether nothing is deployed, so that outputs of resources are unknown
 * @param secrets values of the configuration that may appear in secrets only
 * @param previous state of an earlier deployment
 */
public record EngineOptions(
        String project,
        String stack,
        Path folder,
        boolean preview,
        Set<String> secrets,
        Optional<StackState> previous) {
    /** Creates options whose set of secrets does not change. */
    public EngineOptions {
        secrets = Set.copyOf(secrets);
    }
}
