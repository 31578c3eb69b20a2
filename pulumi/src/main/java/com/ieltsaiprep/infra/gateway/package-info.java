@NullMarked
package com.ieltsaiprep.infra.gateway;

import org.jspecify.annotations.NullMarked;
