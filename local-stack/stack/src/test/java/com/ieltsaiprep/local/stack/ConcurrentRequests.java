package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Sends concurrent requests. */
final class ConcurrentRequests {
    private ConcurrentRequests() {}

    /** Sends a request several times at once, cycling through the regions. */
    static List<ApiResponse> send(int times, Function<Region, ApiResponse> request)
            throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<ApiResponse>> requests = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                Region region = RegionCycle.at(i);
                requests.add(() -> request.apply(region));
            }
            List<ApiResponse> responses = new ArrayList<>();
            for (Future<ApiResponse> response : threads.invokeAll(requests)) {
                responses.add(response.get());
            }
            return responses;
        }
    }
}
