package com.ieltsaiprep.local.api;

import com.ieltsaiprep.common.Region;

import java.util.List;
import java.util.Map;

/**
 * Configuration of the local API: the Lambda functions that serve it, and the regions in which it
 * listens. The local API reads it as JSON.
 *
 * @param functions functions that each region has; the first one whose prefix matches a request's
 *     path serves the request
 * @param regions port and environment of the API in each region
 * @param lambdaPort TCP port on the loopback interface by which functions invoke each other; 0
 *     takes a free one
 */
public record ApiConfig(List<Function> functions, List<RegionConfig> regions, int lambdaPort) {
    /** Creates a configuration with unmodifiable copies of the lists. */
    public ApiConfig {
        functions = List.copyOf(functions);
        regions = List.copyOf(regions);
    }

    /**
     * Configuration of one Lambda function of the local API.
     *
     * @param name name of the function, such as {@code auth}
     * @param folder path of the folder that holds the unpacked zip of its code
     * @param handler fully qualified name of the handler class
     * @param prefix beginning of the paths that the function serves, such as {@code /}
     */
    public record Function(String name, String folder, String handler, String prefix) {}

    /**
     * Configuration of the local API in one region.
     *
     * @param port TCP port on the loopback interface; 0 takes a free one
     * @param environment environment variables of the Lambda functions in this region
     */
    public record RegionConfig(Region region, int port, Map<String, String> environment) {
        /** Creates a region's configuration with an unmodifiable copy of the environment. */
        public RegionConfig {
            environment = Map.copyOf(environment);
        }
    }
}
