@NullMarked
package com.ieltsaiprep.infra.testkit.gateway;

import org.jspecify.annotations.NullMarked;
