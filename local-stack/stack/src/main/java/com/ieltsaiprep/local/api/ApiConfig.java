package com.ieltsaiprep.local.api;

import com.ieltsaiprep.common.Region;

import java.util.List;
import java.util.Map;

/**
 * Configuration of the local API: the Lambda functions that serve it, and the regions in which it
 * listens. The local API reads it as JSON.
 *
 * @param functions functions that each region has; the first one with a path that matches a
 *     request's path serves the request
 * @param regions port and environment of the API in each region
 * @param lambda ports of the Lambda stand-in, by which functions invoke each other
 */
public record ApiConfig(List<Function> functions, List<RegionConfig> regions, LambdaPorts lambda) {
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
     * @param paths paths that the function serves: those with a slash at the end are prefixes, such
     *     as {@code /assessments/}, the others whole paths, such as {@code /assessments}
     * @param limits timeout, concurrency and retries
     */
    public record Function(
            String name, String folder, String handler, List<String> paths, FunctionLimits limits) {
        /** Creates a function's configuration with an unmodifiable copy of the paths. */
        public Function {
            paths = List.copyOf(paths);
        }
    }

    /**
     * TCP ports of the Lambda stand-in on the loopback interface; 0 takes a free one.
     *
     * @param invoke operation Invoke
     * @param control control API for tests
     */
    public record LambdaPorts(int invoke, int control) {}

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
