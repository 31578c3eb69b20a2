package com.ieltsaiprep.local.api;

import com.ieltsaiprep.common.Region;

import java.util.List;
import java.util.Map;

/**
 * The API on this machine.
 *
 * @param functions in every region; of those whose prefixes fit a path the first serves it
 * @param regions one for each region
 */
public record ApiConfig(List<Function> functions, List<RegionConfig> regions) {
    /** Copies the lists. */
    public ApiConfig {
        functions = List.copyOf(functions);
        regions = List.copyOf(regions);
    }

    /**
     * A function.
     *
     * @param folder with what its zip holds
     * @param handler name of its class
     * @param prefix of the paths that it serves, such as {@code /}
     */
    public record Function(String name, String folder, String handler, String prefix) {}

    /**
     * The API in a region.
     *
     * @param port on the loopback interface; 0 takes a free one
     * @param environment of its functions
     */
    public record RegionConfig(Region region, int port, Map<String, String> environment) {
        /** Copies the environment. */
        public RegionConfig {
            environment = Map.copyOf(environment);
        }
    }
}
