import "katex/dist/katex.min.css";
import "uplot/dist/uPlot.min.css";
import "./style/ground.css";
import "./style/page.css";
import "./style/controls.css";
import "./style/figures.css";
import "./style.css";
import { mount } from "svelte";
import App from "./App.svelte";

const target = document.getElementById("app")!;
target.replaceChildren();
mount(App, { target });
