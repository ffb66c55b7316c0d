// Everything here only adds comfort: each page works without it.

const each = (selector, work) => {
  for (const element of document.querySelectorAll(selector)) work(element);
};

// "123 456" as pasted from an app becomes the code it is.
each("input[data-code]", (input) => {
  input.addEventListener("input", () => {
    const digits = input.value.replace(/\D/g, "").slice(0, 6);
    if (digits !== input.value) input.value = digits;
  });
});

each('.with-button input[type="password"]', (input) => {
  const button = document.createElement("button");
  const word = document.createElement("span");
  const what = document.createElement("span");
  button.type = "button";
  button.setAttribute("aria-controls", input.id);
  what.className = "unseen";
  what.textContent = ` what is typed into ${input.labels[0].textContent}`;
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    word.textContent = shown ? "Hide" : "Show";
  };
  button.addEventListener("click", () => show(input.type === "password"));
  input.form.addEventListener("submit", () => show(false));
  show(false);
  button.append(word, what);
  input.after(button);
});

// Seconds to wait, counted down.
each("[data-countdown]", (element) => {
  const end = performance.now() + Number(element.dataset.countdown) * 1000;
  const tick = () => {
    const left = Math.ceil((end - performance.now()) / 1000);
    element.textContent = left > 0 ? `${words(left)} left` : "You can go on now.";
    if (left <= 0) clearInterval(timer);
  };
  const timer = setInterval(tick, 250);
});

function words(seconds) {
  if (seconds >= 120) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds === 1 ? "1 second" : `${seconds} seconds`;
}

// A ring that empties until the next code, by the server's clock.
each("[data-ring]", (element) => {
  const offset = Number(element.dataset.ring) - performance.now();
  const circle = element.querySelector(".left");
  const seconds = element.querySelector("[data-ring-seconds]");
  const tick = () => {
    const left = 30 - (((performance.now() + offset) / 1000) % 30);
    circle.style.strokeDashoffset = String(30 - left);
    seconds.textContent = String(Math.ceil(left));
  };
  element.hidden = false;
  tick();
  setInterval(tick, 250);
});

// A link that ends the sign-in at once posts the form beside it.
each("a[data-posts]", (link) => {
  const form = document.querySelector(`form.${link.dataset.posts}`);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    form.submit();
  });
});

// One submit is enough, and it shows that something is under way.
const submitButtons = (form) => form.querySelectorAll('button[type="submit"]');
each("form", (form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    for (const button of submitButtons(form)) button.setAttribute("aria-disabled", "true");
  });
});
addEventListener("pageshow", () => {
  each("form", (form) => {
    delete form.dataset.sent;
    for (const button of submitButtons(form)) button.removeAttribute("aria-disabled");
  });
});
