package com.ieltsaiprep.infra.observe;

import com.ieltsaiprep.infra.AwsRegion;
import com.pulumi.core.Output;

import java.util.List;
import java.util.SortedMap;

/**
 * Resources of a region that dashboards and alarms show.
 *
 * @param functions names of the functions in Lambda by their short names, such as {@code auth}
 * @param apiName name of the REST API
 * @param apiStage name of its stage
 * @param tables names of the tables, five at most
 * @param cacheClusterId cache node, as in its metrics
 */
public record MonitoredRegion(
        AwsRegion region,
        SortedMap<String, String> functions,
        String apiName,
        String apiStage,
        List<String> tables,
        Output<String> cacheClusterId) {
    /** Creates a region from an immutable copy of its tables. */
    public MonitoredRegion {
        tables = List.copyOf(tables);
    }
}
