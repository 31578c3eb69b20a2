package com.ieltsaiprep.local.api;

import com.ieltsaiprep.common.Region;

import java.util.List;
import java.util.Map;

/**
 * Configuration of the local API.
 *
 * @param functions in every region; the first whose prefix matches a path serves it
 * @param regions the API in each region
 */
public record ApiConfig(List<Function> functions, List<RegionConfig> regions) {
    /** Copies the lists. */
    public ApiConfig {
        functions = List.copyOf(functions);
        regions = List.copyOf(regions);
    }

    /**
     * Configuration of a function.
     *
     * @param folder the unpacked zip
     * @param handler name of the handler class
     * @param prefix of the paths that it serves, such as {@code /}
     */
    public record Function(String name, String folder, String handler, String prefix) {}

    /**
     * Configuration of a region.
     *
     * @param port on the loopback interface; 0 takes a free one
     * @param environment of the functions
     */
    public record RegionConfig(Region region, int port, Map<String, String> environment) {
        /** Copies the environment. */
        public RegionConfig {
            environment = Map.copyOf(environment);
        }
    }
}
