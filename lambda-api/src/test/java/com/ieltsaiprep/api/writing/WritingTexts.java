package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.common.Json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts of tests, and the bodies that submit them. */
final class WritingTexts {
    static final String PROMPT =
            """
            Some people want quiet town centres without any cars. Others fear for the small shops.

            Discuss both views and give your own opinion.\
            """;

    static final String ESSAY =
            """
            In many towns the council discusses whether private vehicles should leave the centre. \
            Although owners of shops are worried, I believe that streets without traffic help \
            nearly everybody who lives there.

            On the one hand, people from villages often have no bus in the evening, and so a car is \
            the only way to reach their work. Besides, customers can not carry a heavy table or a \
            washing machine home by hand. If parking is impossible, they order online, and these \
            businesses may close for ever.

            On the other hand, the benefits of calm streets are larger. The air becomes cleaner, \
            which is important for children and for older persons. In my town the market square \
            was closed three years ago, and since then my grandmother walks there every morning, \
            because she feels safe. Visitors also stay longer when they sit outside without noise, \
            so cafes and bookshops earn more than they did before the change.

            However, such a plan needs to be prepared well. The council should build car parks at \
            the edge of the town and offer a cheap shuttle. Deliveries could be allowed before \
            eight o'clock, and people with a disability must of course get a permit. With this \
            measures nobody would be left out.

            In conclusion, a few workers and traders need help at the beginning, but I am sure \
            that a centre without traffic makes a town healthier and even richer, provided that \
            there is another good way to get there.\
            """;

    static final String LETTER =
            """
            Dear Sir or Madam,

            I am writing because I have left my umbrella in your library on Monday afternoon. I was \
            reading in the large room on the second floor, next to the window with the yellow \
            curtain, and I think that it is still hanging on the back of the chair.

            It is a long umbrella with a wooden handle, and its cloth is dark green with small \
            white birds. My initials are written on a little label inside, so you can recognise it \
            without any problem. It was a present from my uncle, therefore I would be very happy \
            to have it back.

            Could you please let me know whether it was found? If it was, I could come on Thursday \
            evening after my work, or a friend could fetch it for me earlier. If I have to fill in \
            a form or to show my reader's card, please tell me in your answer.

            Thank you very much for your help and for your time.

            Yours faithfully,
            An Nguyen\
            """;

    private WritingTexts() {}

    /** Returns the body of an essay on a prompt of the caller's own. */
    static String own(String prompt, String essay) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("assessment_type", "academic_writing");
        body.put("prompt", prompt);
        body.put("essay_text", essay);
        return Json.write(body);
    }

    /** Returns the body of both tasks of a General Training test. */
    static String test(String letter, String essay) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("assessment_type", "general_writing");
        body.put("tasks", List.of(task("g1-01", letter), task("g2-01", essay)));
        return Json.write(body);
    }

    static Map<String, Object> task(String id, String text) {
        return Map.of("task_id", id, "essay_text", text);
    }
}
