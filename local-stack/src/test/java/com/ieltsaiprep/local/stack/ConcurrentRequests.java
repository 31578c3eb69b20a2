package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.stack.ApiClient.Response;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Requests that race. */
final class ConcurrentRequests {
    private ConcurrentRequests() {}

    /** Asks so many times, the regions in rotation. */
    static List<Response> ask(int times, Function<Region, Response> request) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Response>> requests = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                Region region = RegionCycle.turn(i);
                requests.add(() -> request.apply(region));
            }
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
