package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.stack.ApiClient.Answer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Requests that race. */
final class AtOnce {
    private AtOnce() {}

    /** Asks so many times, the regions in rotation. */
    static List<Answer> ask(int times, Function<Region, Answer> request) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> requests = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                Region region = Rotation.turn(i);
                requests.add(() -> request.apply(region));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
